/** The exit codes of the service, and the error for what a person can put right: it is printed without a stack. */

/** What the process tells whoever started it. 130 is what shells use for an end by Ctrl-C; here: by the second one. */
export const exitCodes = { stopped: 0, failed: 1, settings: 2, inUse: 3, redis: 4, forced: 130 } as const;

/** The service can't start, for a reason that its message explains together with what to do. */
export class StartError extends Error {
  override name = 'StartError';
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
