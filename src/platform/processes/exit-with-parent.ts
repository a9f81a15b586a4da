/** Loaded first in every child process: ends it when the channel to its parent closes, so that none outlives a killed parent. */
process.on('disconnect', () => process.exit(1));
// The channel alone is no reason to go on: a program that has nothing left to do may end.
process.channel?.unref();
