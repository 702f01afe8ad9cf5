/**
 * The credentials that Lambda puts into the environment. Read at each request, since that costs nothing and a rehearsal may set
 * them late. Given to the clients explicitly, so that the SDK's chain of providers can be left out of the bundle.
 */
export async function environmentCredentials() {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw Object.assign(new Error('There are no credentials: AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set. Run the handlers in AWS Lambda.'), {
      name: 'CredentialsProviderError',
    });
  }
  return { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY, sessionToken: AWS_SESSION_TOKEN };
}
