import { createRequire } from 'node:module';

/** Runs an app as the CDK CLI does, but in this process: another one would first load the CDK and this library. */
export function runApp(file: string, variables: Readonly<Record<string, string>>): void {
  const [before, waiting] = [{ ...process.env }, process.listeners('beforeExit')];
  Object.assign(process.env, variables);
  try {
    createRequire(__filename)(file);
    for (const synthesize of process.listeners('beforeExit').filter((listener) => !waiting.includes(listener))) {
      process.off('beforeExit', synthesize);
      synthesize(0);
    }
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
