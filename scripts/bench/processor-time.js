// Loaded by each Node.js process of a measured command: adds the processor time of the process, in milliseconds, to a file.
const { appendFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  appendFileSync(process.env.BENCH_PROCESSOR_TIME, `${(user + system) / 1_000}\n`);
});
