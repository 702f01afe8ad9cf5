import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';

export const MANAGEMENT = '111111111111';
export const STACK = 'Landing';

/** Adds constructs to a stack. */
export type Build = (stack: Stack) => void;

const directories: string[] = [];

/** Synthesizes an app with one stack, or with several stacks by name. @returns the folder of its cloud assembly */
export function synthesize(
  build: Build | Record<string, Build>,
  context: Record<string, unknown> = {},
  environment: { readonly account?: string; readonly region?: string } = {},
): string {
  return synthesizeApp((app) => {
    for (const [name, fill] of Object.entries(typeof build === 'function' ? { [STACK]: build } : build)) {
      fill(new Stack(app, name, { env: { account: MANAGEMENT, region: 'us-east-1', ...environment } }));
    }
  }, context);
}

/** Synthesizes an app whose stacks may refer to each other. @returns the folder of its cloud assembly */
export function synthesizeApp(fill: (app: App) => void, context: Record<string, unknown> = {}): string {
  const outdir = mkdtempSync(join(tmpdir(), 'proof-'));
  directories.push(outdir);
  const app = new App({ outdir, context: { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:disable-creation-stack-traces': true, ...context }, analyticsReporting: false });
  fill(app);
  app.synth();
  return outdir;
}

export function removeApps(): void {
  directories.splice(0).forEach((directory) => rmSync(directory, { recursive: true, force: true }));
}
