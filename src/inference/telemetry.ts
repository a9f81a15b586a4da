/** Keeps ONNX Runtime to itself: since 1.29 its builds for Linux report to their maker unless they are told not to. */

/**
 * Must be called on the main thread before the library is loaded anywhere in the process: the library reads the native
 * environment, which a worker thread's process.env does not reach.
 */
export function turnTelemetryOff(): void {
  process.env.ORT_DISABLE_TELEMETRY = '1';
}
