import type { Command } from 'commander';

/**
 * Refuses an option that is given twice, and an option together with its negation, such as `--denials` and `--no-denials`. commander takes
 * the last of them, and `conflicts` knows only options of different names. For commands in which no option can be repeated; call it after
 * all options are added.
 */
export function refuseRepeats(command: Command): Command {
  const given = new Map<string, string>();
  for (const option of command.options) {
    command.on(`option:${option.name()}`, () => {
      const [name, before] = [option.attributeName(), given.get(option.attributeName())];
      given.set(name, option.flags);
      if (before === option.flags) command.error(`error: option '${before}' is given twice. Give it once.`);
      if (before !== undefined) command.error(`error: option '${option.flags}' cannot be used with option '${before}'`);
    });
  }
  return command;
}
