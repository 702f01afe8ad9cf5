/** In the place of the SDK's chain of providers, which the handlers do not use: their credentials are in the environment. */
export function defaultProvider(): never {
  throw new Error('The handlers give their credentials to the clients explicitly.');
}
