/** Quizzes for the office: making one, its link and code, results by group, what is mistaken for what. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Popconfirm, QRCode, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../inference/categories.ts';
import type { QuizList } from '../../training/quizzes.schemas.ts';
import type { SessionBody } from '../../training/training.schemas.ts';
import admin from '../admin/admin.module.css';
import { LoadFailed } from '../admin/load-failed.tsx';
import { ApiProblem, request } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import { categoryName } from '../review/categories.ts';
import { useSignedIn } from '../shell/session-context.tsx';
import style from './quiz.module.css';

type QuizItem = QuizList['items'][number];

function MakeQuiz({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isLimited = useSignedIn().person.estates !== null;
  const [form] = Form.useForm<{ title: string; estateId: number }>();
  const estates = useQuery({
    queryKey: ['estates'],
    queryFn: () => request<{ items: { id: number; name: string }[] }>('GET', '/estates'),
  });
  const make = useMutation({
    mutationFn: ({ title, estateId }: { title: string; estateId: number }) =>
      request<void>('POST', '/training-quizzes', { title, estateId: estateId === 0 ? null : estateId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['quizzes'] }).then(onClose),
  });
  const isTooFew = make.error instanceof ApiProblem && make.error.code === 'too_few_pictures';
  const required = [{ required: true, message: t('training.missing') }];
  return (
    <Modal
      open
      title={t('quiz.make')}
      okText={t('quiz.make')}
      cancelText={t('training.close')}
      confirmLoading={make.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ title: t('quiz.defaultTitle'), ...(isLimited ? {} : { estateId: 0 }) }}
        onFinish={(values) => make.mutate(values)}
        requiredMark={false}
      >
        {make.error && (
          <Alert
            role="alert"
            type="warning"
            showIcon
            title={isTooFew ? t('quiz.tooFew') : problemText(make.error, t)}
          />
        )}
        <Form.Item name="title" label={t('quiz.name')} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="estateId" label={t('quiz.pictures')} rules={required}>
          <Select
            options={[
              ...(isLimited ? [] : [{ value: 0, label: t('training.whole') }]),
              ...(estates.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function Results({ quiz }: { quiz: QuizItem }) {
  const { t, i18n } = useTranslation();
  const { categories } = useSignedIn().community;
  const name = (id: string): string => categoryName(categories, id as Category, i18n.language);
  if (quiz.byGroup.length === 0) return <p className={style.progress}>{t('quiz.noAnswers')}</p>;
  return (
    <>
      {quiz.byGroup.map(({ group, attempts, answers, right }) => (
        <p key={group}>
          {t('quiz.groupResult', {
            ...{ group: t(`training.groups.${group as SessionBody['group']}`), attempts, answers, right },
          })}
        </p>
      ))}
      {quiz.mistakes.length > 0 && <p>{t('quiz.mistakes')}</p>}
      <ul>
        {quiz.mistakes.slice(0, 6).map(({ category, chosen, count }) => (
          <li key={`${category} ${chosen}`}>
            {t('quiz.mistake', { category: name(category), chosen: name(chosen), count })}
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('quiz.byQuestion')}</summary>
        <ol>
          {quiz.byQuestion.map(({ position, category, answers, right }) => (
            <li key={position} value={position}>
              {t('quiz.questionResult', { category: name(category), answers, right })}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function OneQuiz({ quiz }: { quiz: QuizItem }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const address = `${window.location.origin}/q/${quiz.code}`;
  const close = useMutation({
    mutationFn: () => request<void>('POST', `/training-quizzes/${quiz.id}/close`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['quizzes'] }),
  });
  return (
    <li className={style.quiz}>
      {quiz.isClosed ? (
        <span className={admin.tag} data-tone="quiet">
          {t('quiz.ended')}
        </span>
      ) : (
        <QRCode type="svg" value={address} size={132} bgColor="#fff" aria-label={address} />
      )}
      <div>
        <h3>{quiz.title}</h3>
        {!quiz.isClosed && (
          <p>
            <a href={address}>{address}</a>
          </p>
        )}
        <p className={style.progress}>
          {t('quiz.facts', { shown: quiz.shown, drawn: quiz.byQuestion.length, seed: quiz.seed.slice(0, 8) })}
        </p>
        <Results quiz={quiz} />
        {!quiz.isClosed && (
          <Popconfirm
            title={t('quiz.endSure')}
            okText={t('quiz.end')}
            cancelText={t('training.close')}
            onConfirm={() => close.mutate()}
          >
            <Button size="small" loading={close.isPending}>
              {t('quiz.end')}
            </Button>
          </Popconfirm>
        )}
        {close.error && <span role="alert">{problemText(close.error, t)}</span>}
      </div>
    </li>
  );
}

export function Quizzes() {
  const { t } = useTranslation();
  const [isMaking, setMaking] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['quizzes'],
    queryFn: () => request<QuizList>('GET', '/training-quizzes'),
  });
  return (
    <section className={style.quizzes}>
      <div className={admin.head}>
        <h2>{t('quiz.title')}</h2>
        <Button onClick={() => setMaking(true)}>{t('quiz.make')}</Button>
      </div>
      <p className={admin.intro}>{t('quiz.intro')}</p>
      {error && !data && <LoadFailed title={t('quiz.failed')} error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <div className={admin.empty}>{t('quiz.none')}</div>}
      <ul style={{ padding: 0, listStyle: 'none' }}>
        {data?.items.map((quiz) => (
          <OneQuiz key={quiz.id} quiz={quiz} />
        ))}
      </ul>
      {isMaking && <MakeQuiz onClose={() => setMaking(false)} />}
    </section>
  );
}
