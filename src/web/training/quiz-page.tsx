/** Taking a quiz with its code, without an account: the group, then picture after picture, each with the right answer and why. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { QuizAnswer, QuizView, Scored } from '../../training/quizzes.schemas.ts';
import { request } from '../api/client.ts';
import { problemText } from '../api/problem-text.ts';
import { categoryName } from '../review/categories.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { PublicFrame } from '../shell/public-frame.tsx';
import style from './quiz.module.css';

type Group = QuizAnswer['group'];
const groups = ['residents', 'volunteers', 'members', 'bin_chiefs', 'property_staff', 'children'] as const;

/** Random without `crypto.randomUUID`, which pages opened by plain http in a local network don't have. */
function newAttempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function Result({ quiz, scored }: { quiz: QuizView; scored: Scored }) {
  const { t, i18n } = useTranslation();
  const name = (id: Scored['right']): string => categoryName(quiz.categories, id, i18n.language);
  return (
    <div role="status" className={style.result} data-right={scored.isRight}>
      <strong>{t(scored.isRight ? 'quiz.right' : 'quiz.wrong', { category: name(scored.right) })}</strong>
      <p>{t(`quiz.why.${scored.right}`)}</p>
      <p>{t('quiz.lay', { category: name(scored.lay) })}</p>
    </div>
  );
}

interface StepProps {
  quiz: QuizView;
  index: number;
  send(answer: Pick<QuizAnswer, 'position' | 'chosen'>): Promise<Scored>;
  onNext(isRight: boolean): void;
}

function Step({ quiz, index, send, onNext }: StepProps) {
  const { t, i18n } = useTranslation();
  const question = quiz.questions[index];
  const answer = useMutation({ mutationFn: send });
  if (!question) return null;
  return (
    <>
      <p className={style.progress}>{t('quiz.progress', { number: index + 1, count: quiz.questions.length })}</p>
      <img className={style.picture} src={question.pictureUrl} alt={t('quiz.picture', { number: index + 1 })} />
      {answer.data ? (
        <>
          <Result quiz={quiz} scored={answer.data} />
          <Button type="primary" size="large" block onClick={() => onNext(answer.data.isRight)}>
            {t(index + 1 < quiz.questions.length ? 'quiz.next' : 'quiz.finish')}
          </Button>
        </>
      ) : (
        <>
          <p>{t('quiz.ask')}</p>
          <div className={style.choices}>
            {quiz.categories.map(({ id, colour }) => (
              <Button
                key={id}
                size="large"
                disabled={answer.isPending}
                onClick={() => answer.mutate({ position: question.position, chosen: id })}
              >
                <span className={style.dot} style={{ background: colour }} aria-hidden />
                {categoryName(quiz.categories, id, i18n.language)}
              </Button>
            ))}
          </div>
          {answer.error && <Alert role="alert" type="error" showIcon title={problemText(answer.error, t)} />}
        </>
      )}
    </>
  );
}

function Take({ code, quiz }: { code: string; quiz: QuizView }) {
  const { t } = useTranslation();
  const [group, setGroup] = useState<Group | null>(null);
  const [attempt] = useState(newAttempt);
  const [index, setIndex] = useState(0);
  const [right, setRight] = useState(0);
  if (quiz.isClosed || quiz.questions.length === 0) return <p>{t('quiz.closed')}</p>;
  if (group === null) {
    return (
      <>
        <p>{t('quiz.whichGroup')}</p>
        <div className={style.choices}>
          {groups.map((value) => (
            <Button key={value} size="large" onClick={() => setGroup(value)}>
              {t(`training.groups.${value}`)}
            </Button>
          ))}
        </div>
        <p className={style.progress}>{t('quiz.privacy')}</p>
      </>
    );
  }
  if (index >= quiz.questions.length) {
    return (
      <p role="status" className={style.score}>
        {t('quiz.score', { right, count: quiz.questions.length })}
      </p>
    );
  }
  const send = (answer: Pick<QuizAnswer, 'position' | 'chosen'>) =>
    request<Scored>('POST', `/quizzes/${encodeURIComponent(code)}/answers`, { attempt, group, ...answer });
  const next = (isRight: boolean): void => {
    setRight(right + (isRight ? 1 : 0));
    setIndex(index + 1);
  };
  return <Step key={index} quiz={quiz} index={index} send={send} onNext={next} />;
}

export default function QuizPage() {
  const { t } = useTranslation();
  const { code = '' } = useParams();
  usePageTitle(t('quiz.title'));
  const quiz = useQuery({
    queryKey: ['quiz', code],
    queryFn: () => request<QuizView>('GET', `/quizzes/${encodeURIComponent(code)}`),
    refetchOnWindowFocus: false,
    retry: false,
  });
  return (
    <PublicFrame>
      <h1>{quiz.data?.title ?? t('quiz.title')}</h1>
      {quiz.isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {quiz.isError && <Alert role="alert" type="error" showIcon title={problemText(quiz.error, t)} />}
      {quiz.data && <Take code={code} quiz={quiz.data} />}
    </PublicFrame>
  );
}
