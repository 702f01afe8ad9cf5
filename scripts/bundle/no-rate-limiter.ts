import type { Plugin } from 'esbuild';

/**
 * Leaves the client-side rate limiter out of the handler bundle, 2.6 KB. The SDK uses it for the retry mode "adaptive" only; the handlers
 * have their own table of what to retry. Should somebody set that mode, it behaves as the mode "standard".
 */
export const noRateLimiter: Plugin = {
  name: 'no-rate-limiter',
  setup(build) {
    build.onLoad({ filter: /[/\\]DefaultRateLimiter\.js$/ }, () => ({
      contents: 'export class DefaultRateLimiter { async getSendToken() {} updateClientSendingRate() {} }', loader: 'js',
    }));
  },
};
