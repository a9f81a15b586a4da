/** Importing from a spreadsheet: template, check with each row's fault, import. */
import DownloadOutlined from '@ant-design/icons/es/icons/DownloadOutlined';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Segmented, Table, Upload } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportFault, ImportKind, ImportOutcome, ImportTrial } from '../../../imports/imports.schemas.ts';
import { request, requestWith } from '../../api/client.ts';
import { problemText } from '../../api/problem-text.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import admin from '../admin.module.css';

const kinds: ImportKind[] = ['households', 'stations', 'people', 'fields', 'participation'];

interface Tried {
  name: string;
  trial: ImportTrial;
}

const tryFile = async (kind: ImportKind, file: File): Promise<Tried> => ({
  name: file.name,
  trial: await requestWith<ImportTrial>(`/imports/${kind}?fileName=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  }),
});

const inWords = ({ code, detail }: ImportFault, t: TFunction): string =>
  `${t(`importFault.${code}`)}${detail ? ` (${detail})` : ''}`;

/** As a file that spreadsheets open as it is meant: nothing in it is run as a formula. */
function saveFaults(faults: readonly ImportFault[], t: TFunction): void {
  const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const head = [t('importsPage.row'), t('importsPage.column'), t('importsPage.value'), t('importsPage.fault')];
  const lines = faults.map((fault) => [String(fault.row), fault.column, fault.value, inWords(fault, t)]);
  const text = [head, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
  link.download = t('importsPage.fileName');
  link.click();
  URL.revokeObjectURL(link.href);
}

function Faults({ faults }: { faults: ImportFault[] }) {
  const { t } = useTranslation();
  return (
    <>
      <Alert
        type="error"
        showIcon
        title={t('importsPage.faulty', { count: faults.length })}
        action={
          <Button icon={<DownloadOutlined aria-hidden />} onClick={() => saveFaults(faults, t)}>
            {t('importsPage.download')}
          </Button>
        }
      />
      <Table<ImportFault>
        size="small"
        rowKey={(fault) => `${fault.row} ${fault.column} ${fault.code}`}
        dataSource={faults}
        scroll={{ x: 560 }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('importsPage.row'), dataIndex: 'row', width: 70 },
          { title: t('importsPage.column'), dataIndex: 'column', width: 110 },
          { title: t('importsPage.value'), dataIndex: 'value', width: 160 },
          { title: t('importsPage.fault'), render: (_, fault) => inWords(fault, t) },
        ]}
      />
    </>
  );
}

function Counts({ counts }: { counts: ImportOutcome }) {
  const { t } = useTranslation();
  return (
    <>
      {t('importsPage.added', { count: counts.added })} · {t('importsPage.changed', { count: counts.changed })} ·{' '}
      {t('importsPage.unchanged', { count: counts.unchanged })}
    </>
  );
}

function Result({ tried: { name, trial } }: { tried: Tried }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const commit = useMutation({
    mutationFn: () => request<ImportOutcome>('POST', `/imports/${trial.id}/commit`),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <section className={admin.card} aria-labelledby="import-result">
      <h2 id="import-result">{t('importsPage.result', { name })}</h2>
      <p>
        {t('importsPage.rows', { count: trial.rows })} · <Counts counts={trial} />
      </p>
      {trial.ignored.length > 0 && <p>{t('importsPage.ignored', { columns: trial.ignored.join(' · ') })}</p>}
      {trial.faults.length > 0 && <Faults faults={trial.faults} />}
      <div role="status">
        {trial.faults.length === 0 && !commit.data && <Alert type="info" showIcon title={t('importsPage.fine')} />}
        {commit.data && (
          <Alert type="success" showIcon title={t('importsPage.done')} description={<Counts counts={commit.data} />} />
        )}
      </div>
      {commit.error && (
        <div role="alert">
          <Alert type="error" showIcon title={t('importsPage.notDone', { reason: problemText(commit.error, t) })} />
        </div>
      )}
      {trial.faults.length === 0 && !commit.data && (
        <p className={admin.buttons}>
          <Button type="primary" loading={commit.isPending} onClick={() => commit.mutate()}>
            {t('importsPage.commit')}
          </Button>
        </p>
      )}
    </section>
  );
}

export default function ImportsPage() {
  const { t } = useTranslation();
  usePageTitle(t('importsPage.title'));
  const [kind, setKind] = useState<ImportKind>('households');
  const trial = useMutation({ mutationFn: (file: File) => tryFile(kind, file) });
  const change = (to: ImportKind): void => {
    setKind(to);
    trial.reset();
  };
  return (
    <div className={admin.page}>
      <div className={admin.head}>
        <h1>{t('importsPage.title')}</h1>
      </div>
      <p className={admin.intro}>{t('importsPage.intro')}</p>
      <p style={{ overflowX: 'auto' }}>
        <Segmented<ImportKind>
          aria-label={t('importsPage.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`importsPage.${value}`) }))}
          onChange={change}
        />
      </p>
      {kind === 'people' && <p>{t('importsPage.peopleNote')}</p>}
      <div className={admin.buttons}>
        <Button icon={<DownloadOutlined aria-hidden />} href={`/api/v1/imports/${kind}/template.xlsx`}>
          {t('importsPage.template')}
        </Button>
        <Upload
          accept=".xlsx,.csv"
          showUploadList={false}
          beforeUpload={(file) => {
            trial.mutate(file);
            return false;
          }}
        >
          <Button type="primary" loading={trial.isPending}>
            {trial.isPending ? t('importsPage.checking') : t('importsPage.choose')}
          </Button>
        </Upload>
      </div>
      <br />
      {trial.error && (
        <div role="alert">
          <Alert type="error" showIcon title={t('importsPage.refused', { reason: problemText(trial.error, t) })} />
        </div>
      )}
      {trial.data && !trial.isPending && <Result key={trial.data.trial.id} tried={trial.data} />}
    </div>
  );
}
