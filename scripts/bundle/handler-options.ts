import type { BuildOptions } from 'esbuild';
import { standIns } from './stand-ins';
import { usedSchemas } from './used-schemas';
import { versionOnly } from './version-only';
import { withoutSideEffects } from './without-side-effects';

/** How the handlers are bundled, besides the options of all bundles. */
export const HANDLER_OPTIONS = {
  minify: true,
  plugins: [withoutSideEffects, versionOnly, standIns, usedSchemas],
  alias: {
    '@aws-sdk/credential-provider-node': './scripts/no-credential-chain.ts',
    '@smithy/core/event-streams': './scripts/no-event-streams.ts',
  },
} satisfies BuildOptions;
