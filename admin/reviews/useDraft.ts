import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { graphql } from '../../schema/graphql.ts';
import { useExplain, useFormat, usePanel } from '../kit/hooks.ts';
import type { Row } from '../kit/nouns.ts';
import type { ReviewFull } from './asks.ts';
import { faultOf, type Sheet, sentOf, sheetOf } from './sheet.ts';

export const SaveMarksAsk = graphql(`
  mutation SaveMarks($id: ID!, $version: Int!, $marks: [MarkInput!]!, $vetoes: [String!], $comment: String) {
    saveMarks(id: $id, version: $version, marks: $marks, vetoes: $vetoes, comment: $comment) { id version }
  }
`);
export const SubmitReviewAsk = graphql(`
  mutation SubmitReview($id: ID!, $marks: [MarkInput!]!, $vetoes: [String!], $comment: String) {
    submitReview(id: $id, marks: $marks, vetoes: $vetoes, comment: $comment) { id version }
  }
`);

type Given = { id: string; marks: ReturnType<typeof sentOf>['marks']; vetoes: string[]; comment: string | null };
type Panel = ReturnType<typeof usePanel>;
/** What keeps a sheet and what submits it, and of which type it is. */
export interface Acts {
  type: string;
  /** Answers with the new version. */
  save: (panel: Panel, given: Given & { version: number }) => Promise<number>;
  submit: (panel: Panel, given: Given) => Promise<unknown>;
}
const reviewing: Acts = {
  type: 'Review',
  save: async (panel, given) => (await panel.ask(SaveMarksAsk, given)).saveMarks.version,
  submit: (panel, given) => panel.ask(SubmitReviewAsk, given),
};

type Rubric = NonNullable<ReviewFull['call']>['rubric'];
const pause = 1200;

/** The sheet while it is filled in: kept on the server a moment after each change, one save at a time, and at last submitted. */
export function useDraft(record: Row, rubric: Rubric, onSubmitted: () => void, acts: Acts = reviewing) {
  const panel = usePanel();
  const client = useQueryClient();
  const translate = useTranslate();
  const explain = useExplain();
  const { moment } = useFormat();
  const [sheet, setSheet] = useState<Sheet>(() => sheetOf(record as unknown as ReviewFull));
  const [judged, setJudged] = useState(false);
  const [status, setStatus] = useState<{ text: string; bad?: boolean }>({ text: '' });
  const draft = useRef({ version: record.version!, sheet, kept: JSON.stringify(sentOf(sheet, rubric.criteria)) });
  const saving = useRef<Promise<void>>(Promise.resolve());
  const { id } = record;

  const save = useCallback(() => {
    saving.current = saving.current.then(async () => {
      const sent = sentOf(draft.current.sheet, rubric.criteria);
      const text = JSON.stringify(sent);
      if (text === draft.current.kept) return;
      try {
        const version = await acts.save(panel, { id, version: draft.current.version, ...sent });
        draft.current = { ...draft.current, version, kept: text };
        setStatus({ text: translate('screens.Review.saved', { at: moment(new Date().toISOString()) }) });
      } catch (error) {
        setStatus({ text: explain(error), bad: true });
      }
    });
    return saving.current;
  }, [id, rubric.criteria, acts, panel, translate, explain, moment]);
  const latest = useRef(save);
  latest.current = save;

  useEffect(() => {
    draft.current.sheet = sheet;
    const timer = setTimeout(() => latest.current(), pause);
    return () => clearTimeout(timer);
  }, [sheet]);
  // who leaves within the pause keeps the last change too
  useEffect(
    () => () => {
      latest.current();
    },
    [],
  );

  const change = (next: Sheet) => {
    draft.current.sheet = next;
    setSheet(next);
  };
  const judge = (it: Sheet) => () => {
    setJudged(true);
    const wrong = rubric.criteria.find(criterion => faultOf(it, criterion, rubric.noteAtExtremes));
    if (wrong) document.getElementById(`mark-${wrong.code}`)?.focus();
    return !wrong && !(it.vetoes.length > 0 && !it.comment.trim());
  };
  async function submit() {
    await save();
    await acts.submit(panel, { id, ...sentOf(draft.current.sheet, rubric.criteria) });
    draft.current.kept = JSON.stringify(sentOf(draft.current.sheet, rubric.criteria));
    await client.invalidateQueries({ queryKey: [acts.type] });
    onSubmitted();
  }
  return { sheet, change, judged, judge, submit, save, status };
}
