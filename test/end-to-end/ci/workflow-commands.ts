/** The lines of a log that GitHub's runner executes: workflow commands in both spellings, unless they are stopped. */
export function obeyedCommands(log: string): string[] {
  let resume: string | undefined;
  const obeyed: string[] = [];
  for (const line of log.split('\n').map((each) => each.trim())) {
    if (resume !== undefined) {
      if (line === `::${resume}::`) resume = undefined;
      continue;
    }
    const stop = /^::stop-commands::(.+)$/.exec(line);
    if (stop) [, resume] = stop;
    else if (/^::[\w-]+(\s.*)?::|##\[[\w-]+/.test(line)) obeyed.push(line);
  }
  return obeyed;
}
