// Requests to the API of GitHub or GitLab. The token goes to the given address only: a redirection is an error.

/** @throws Error with the status of an answer that is not a success. */
async function request(url, { method = 'GET', headers, body }) {
  const response = await fetch(url, {
    method, redirect: 'error', headers: { 'content-type': 'application/json', ...headers }, body: body && JSON.stringify(body),
  });
  if (!response.ok) {
    const text = (await response.text()).slice(0, 500);
    throw Object.assign(new Error(`${method} ${new URL(url).pathname} was answered with ${response.status}: ${text}`), { status: response.status });
  }
  return response.json();
}

module.exports = { request };
