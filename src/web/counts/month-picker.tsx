/** The month before, the month after, or one of the list. */
import LeftOutlined from '@ant-design/icons/es/icons/LeftOutlined';
import RightOutlined from '@ant-design/icons/es/icons/RightOutlined';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { monthName, shiftMonth } from '../format/time.ts';
import style from './counts.module.css';

interface Props {
  month: string;
  /** The latest month there can be: the current one. */
  last: string;
  /** Months that hold photographs. */
  months: string[];
  onChoose(month: string): void;
}

export function MonthPicker({ month, last, months, onChoose }: Props) {
  const { t, i18n } = useTranslation();
  const listed = [...new Set([last, month, ...months])].sort().reverse();
  return (
    <div className={style.months}>
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t('counts.previous')}
        title={t('counts.previous')}
        onClick={() => onChoose(shiftMonth(month, -1))}
      />
      <Select
        aria-label={t('counts.month')}
        className={style.monthSelect ?? ''}
        value={month}
        onChange={onChoose}
        options={listed.map((value) => ({ value, label: monthName(value, i18n.language) }))}
      />
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t('counts.next')}
        title={t('counts.next')}
        disabled={month >= last}
        onClick={() => onChoose(shiftMonth(month, 1))}
      />
    </div>
  );
}
