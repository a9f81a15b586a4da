/** What Ctrl-C and the system's signals do: the first asks to stop in order, a second one ends everything at once. */

/** A wrapper such as `npm start` passes on the Ctrl-C that the terminal sent to both; that echo is not a second one. */
const echoMs = 500;

/** Calls `stop` at the first signal and `force` at the next. Both are called once at most. */
export function onSignals(stop: (signal: NodeJS.Signals) => void, force: () => void): void {
  let firstAtMs: number | null = null;
  const receive = (signal: NodeJS.Signals): void => {
    if (firstAtMs === null) {
      firstAtMs = performance.now();
      stop(signal);
    } else if (performance.now() - firstAtMs > echoMs) {
      force();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, receive);
}
