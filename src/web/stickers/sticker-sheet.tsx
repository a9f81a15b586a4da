/** A sheet of stickers as it comes out of the printer: A4, cut into equal fields. */
import { QRCode } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Sticker } from '../../stickers/stickers.schemas.ts';
import { inkOn } from '../format/colour.ts';
import { categoryColour, categoryName } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './stickers.module.css';

export type PerSheet = 12 | 24;

/** A station as a whole has no category. */
const stationColour = '#0f5f47';

interface Props {
  /** As many as fit on the sheet, or fewer. */
  stickers: readonly Sticker[];
  perSheet: PerSheet;
  /** Address of the service as phones reach it. */
  address: string;
  /** What to show beside each on the screen. */
  onScreen(sticker: Sticker): React.ReactNode;
}

function OneSticker({ sticker, address }: { sticker: Sticker; address: string }) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const { code, estate, station, bin } = sticker;
  const colour = bin ? categoryColour(categories, bin.expected) : stationColour;
  const category = bin ? categoryName(categories, bin.expected, i18n.language) : t('sticker.wholeStation');
  return (
    <>
      <div className={style.code}>
        <QRCode
          type="svg"
          value={`${address}/r/${code}`}
          errorLevel="M"
          bordered={false}
          style={{ width: '100%', height: '100%', padding: 0 }}
          bgColor="#fff"
          color="#000"
          aria-label={t('sticker.qr', { code })}
        />
      </div>
      <div className={style.words}>
        <strong className={style.band} style={{ background: colour, color: inkOn(colour) }}>
          {category}
        </strong>
        <span className={style.bin}>{bin?.name ?? station.name}</span>
        <span className={style.where}>
          <span>{estate.name}</span> {bin && <span>{station.name}</span>}
        </span>
        <span className={style.call}>{t('sticker.call')}</span>
        <span className={style.letters}>{code}</span>
      </div>
    </>
  );
}

export function StickerSheet({ stickers, perSheet, address, onScreen }: Props) {
  return (
    <ul className={style.sheet} data-per-sheet={perSheet}>
      {stickers.map((sticker) => (
        <li key={sticker.code} className={style.sticker}>
          <OneSticker sticker={sticker} address={address} />
          <div className={style.onScreen}>{onScreen(sticker)}</div>
        </li>
      ))}
    </ul>
  );
}
