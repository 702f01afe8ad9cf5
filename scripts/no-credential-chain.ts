/**
 * Stands in for the SDK's default credential chain in the handler bundle: Lambda hands credentials over in the environment, and
 * the adapters pass them on explicitly, so the chain (profiles, SSO, web identity: a third of the SDK's code) is never asked.
 */
export function defaultProvider(): () => Promise<never> {
  return () => Promise.reject(new Error('The handler bundle takes its credentials from the environment variables of Lambda only.'));
}
