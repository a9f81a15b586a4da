/** The calls of the page of the monthly report. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Closing, MonthList, SentenceRequest } from '../../monthly-report/month-reports.schemas.ts';
import type { MonthlyReport } from '../../monthly-report/report.schemas.ts';
import type { ReportDocument } from '../../report-document/report-document.schemas.ts';
import { request } from '../api/client.ts';

const key = ['monthly-report'];

export const fileAddress = (month: string, form: 'docx' | 'xlsx' | 'csv', language: string): string =>
  `/api/v1/months/${month}/report/files/${form}?language=${language}`;

export function useMonths() {
  return useQuery({ queryKey: [...key, 'list'], queryFn: () => request<MonthList>('GET', '/months') });
}

/** In words, as it is shown. */
export function useReportDocument(month: string, language: string) {
  return useQuery({
    queryKey: [...key, month, 'document', language],
    queryFn: () => request<ReportDocument>('GET', `/months/${month}/report/document?language=${language}`),
  });
}

/** As data: its hash for closing, the versions of its sentences. */
export function useReport(month: string, isWanted: boolean) {
  return useQuery({
    queryKey: [...key, month, 'data'],
    queryFn: () => request<MonthlyReport>('GET', `/months/${month}/report`),
    enabled: isWanted,
  });
}

export function useClosing(month: string) {
  return useQuery({
    queryKey: [...key, month, 'closing'],
    queryFn: () => request<Closing>('GET', `/months/${month}/closing`),
  });
}

function useChange<Input>(send: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => queries.invalidateQueries({ queryKey: key }) });
}

export const useCloseMonth = (month: string) =>
  useChange((inputsHash: string) => request('POST', `/months/${month}/closing`, { inputsHash }));
export const useDrawRest = (month: string) =>
  useChange((judge: number) => request('POST', `/months/${month}/rest-draws`, { judge }));
export const useWriteSentence = (month: string, place: string) =>
  useChange((sentence: SentenceRequest) => request('PUT', `/months/${month}/report/sentences/${place}`, sentence));
