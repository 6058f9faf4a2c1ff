import { useCallback, useEffect, useRef, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { usePanel } from '../../kit/hooks.ts';
import { Refusal } from '../../kit/send.ts';
import { DraftAsk, type Filing, SaveDraftAsk } from './asks.ts';
import { type Content, contentOf, readContent, type Values, valuesOf } from './content.ts';
import { type Collision, merge, withTheirs } from './merge.ts';

/** A pause in typing saves; who types without one is saved every so often, well under ten seconds. */
const pause = 1500;
const longest = 6000;

const shelf = (id: string) => `draft:${id}`;
interface Shelved {
  base: string;
  version: number;
  content: Content;
}
/** What was typed and had not reached the server when this browser closed. */
export function unsaved(id: string): Shelved | undefined {
  try {
    const text = localStorage.getItem(shelf(id));
    return text ? (JSON.parse(text) as Shelved) : undefined;
  } catch {
    return undefined;
  }
}
function keepHere(id: string, kept: Shelved | undefined): void {
  try {
    if (kept) localStorage.setItem(shelf(id), JSON.stringify(kept));
    else localStorage.removeItem(shelf(id));
  } catch {
    // A browser that keeps nothing still saves with the server.
  }
}

export interface Clash {
  content: Content;
  collisions: Collision[];
  version: number;
  savedBy?: string | null;
  savedAt?: string | null;
}
export interface Saving {
  state: 'saved' | 'typing' | 'saving' | 'failed';
  savedAt?: string | null;
  error?: unknown;
  /** How many fields of another tab were put in. */
  merged: number;
  clash?: Clash;
  save: () => Promise<boolean>;
  settle: (theirs: ReadonlySet<string>) => void;
}

/**
 * Saves while one types. The version that was read goes with every save: when another tab was faster its fields are put
 * in, and where both have typed into the same field the person chooses. Until the server has it, the browser keeps it too.
 */
export function useAutosave(filing: Filing, begun?: Clash): Saving {
  const panel = usePanel();
  const { getValues, setValue, watch } = useFormContext<Values>();
  const at = useRef({ version: filing.draft?.version ?? 0, base: readContent(filing.draft?.content) });
  const [state, setState] = useState<Saving['state']>('saved');
  const [savedAt, setSavedAt] = useState(filing.draft?.savedAt);
  const [error, setError] = useState<unknown>();
  const [merged, setMerged] = useState(0);
  const [clash, setClash] = useState<Clash | undefined>(begun);
  const running = useRef<Promise<boolean>>(undefined);
  const since = useRef<number>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const put = useCallback(
    (content: Content) => {
      const [now, next] = [getValues(), valuesOf(filing, content)];
      for (const key of Object.keys(next))
        if (JSON.stringify(now[key] ?? null) !== JSON.stringify(next[key] ?? null)) setValue(key, next[key] as never);
    },
    [filing, getValues, setValue],
  );

  const once = useCallback(async (): Promise<boolean> => {
    const content = contentOf(filing, getValues());
    const text = JSON.stringify(content);
    if (text === JSON.stringify(at.current.base)) {
      setState('saved');
      keepHere(filing.id, undefined);
      return true;
    }
    setState('saving');
    try {
      const { saveDraft } = await panel.ask(SaveDraftAsk, { id: filing.id, version: at.current.version, content: text });
      at.current = { version: saveDraft.version, base: content };
      setSavedAt(saveDraft.savedAt);
      setError(undefined);
      const still = JSON.stringify(contentOf(filing, getValues())) === text;
      if (still) keepHere(filing.id, undefined);
      setState(still ? 'saved' : 'typing');
      return still;
    } catch (refused) {
      if (refused instanceof Refusal && refused.reason === 'DRAFT_SAVED_ELSEWHERE') {
        const { submission } = await panel.ask(DraftAsk, { id: filing.id });
        const draft = submission?.draft;
        const result = merge(at.current.base, contentOf(filing, getValues()), readContent(draft?.content));
        const version = draft?.version ?? 0;
        if (result.collisions.length) {
          setClash({ ...result, version, savedBy: draft?.savedBy, savedAt: draft?.savedAt });
          setState('failed');
          return false;
        }
        at.current = { version, base: readContent(draft?.content) };
        put(result.content);
        setMerged(count => count + 1);
        return false;
      }
      setError(refused);
      setState('failed');
      return false;
    }
  }, [filing, getValues, panel, put]);

  /** One save at a time, again as long as there is more to save; what fails is tried again later. */
  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    since.current = undefined;
    running.current ??= (async () => {
      for (let round = 0; round < 4; round++) if (await once()) return true;
      return false;
    })().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [once]);

  useEffect(() => {
    if (clash) return;
    const changed = () => {
      const content = contentOf(filing, getValues());
      if (JSON.stringify(content) === JSON.stringify(at.current.base)) return;
      keepHere(filing.id, { base: JSON.stringify(at.current.base), version: at.current.version, content });
      setState('typing');
      since.current ??= Date.now();
      clearTimeout(timer.current);
      timer.current = setTimeout(save, Math.max(0, Math.min(pause, since.current + longest - Date.now())));
    };
    const { unsubscribe } = watch(changed);
    const leaving = () => document.visibilityState === 'hidden' && void save();
    document.addEventListener('visibilitychange', leaving);
    changed();
    return () => {
      unsubscribe();
      document.removeEventListener('visibilitychange', leaving);
    };
  }, [filing, getValues, save, watch, clash]);

  useEffect(() => {
    if (state !== 'failed' || clash) return;
    const again = setTimeout(save, 5000);
    return () => clearTimeout(again);
  }, [state, clash, save]);

  const settle = (theirs: ReadonlySet<string>) => {
    if (!clash) return;
    at.current = { version: clash.version, base: { solution: {}, answers: {}, papers: [] } };
    put(withTheirs(clash.content, clash.collisions, theirs));
    setClash(undefined);
    setTimeout(save, 0);
  };
  return { state, savedAt, error, merged, clash, save, settle };
}
