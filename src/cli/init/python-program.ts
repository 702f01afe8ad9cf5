import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Program } from './synthesize-app';

/** The modules of the packages that an app imports. */
const MODULES = ['aws_cdk', 'cdk_aws_organizations', 'constructs'];
/** Ends with 0 if there are all modules. It does not load them. */
const HAS_MODULES = `import importlib.util, sys; sys.exit(any(importlib.util.find_spec(name) is None for name in ${JSON.stringify(MODULES)}))`;
/** Interpreters of a virtual environment in the folder of the app. */
const IN_FOLDER = [join('.venv', 'bin', 'python3'), join('.venv', 'Scripts', 'python.exe')];

/**
 * The program of an app in Python, with the interpreter of the virtual environment in its folder, or with that of the environment.
 * @returns undefined if none of them has the packages
 */
export function pythonProgram(folder: string): Program | undefined {
  const interpreters = [...IN_FOLDER.map((path) => resolve(folder, path)).filter((path) => existsSync(path)), 'python3', 'python'];
  const command = interpreters.find((each) => spawnSync(each, ['-c', HAS_MODULES], { stdio: 'ignore' }).status === 0);
  return command === undefined ? undefined : { command, arguments: ['app.py'], variables: { PYTHONDONTWRITEBYTECODE: '1' } };
}
