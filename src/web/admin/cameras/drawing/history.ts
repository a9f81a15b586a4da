/** Undo and redo of anything. */

export interface History<State> {
  past: readonly State[];
  present: State;
  future: readonly State[];
  /** What made the present: steps of the same name in a row are undone together; null: alone. */
  step: string | null;
}

/** As many steps back as one goes. */
const mostSteps = 200;

export function beginHistory<State>(present: State): History<State> {
  return { past: [], present, future: [], step: null };
}

/** `step` names a movement made of many small ones, such as a point nudged with the keys. */
export function record<State>(history: History<State>, next: State, step: string | null = null): History<State> {
  if (next === history.present) return history;
  const isMore = step !== null && step === history.step;
  const past = isMore ? history.past : [...history.past, history.present].slice(-mostSteps);
  return { past, present: next, future: [], step };
}

export function undo<State>({ past, present, future, step }: History<State>): History<State> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, step };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], step: null };
}

export function redo<State>({ past, present, future, step }: History<State>): History<State> {
  const [next, ...later] = future;
  if (next === undefined) return { past, present, future, step };
  return { past: [...past, present], present: next, future: later, step: null };
}
