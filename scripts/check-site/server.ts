import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.png': 'image/png', '.svg': 'image/svg+xml',
};

export interface Server {
  /** The address of the first page, with a slash at the end. */
  readonly url: string;
  close(): void;
}

/** Serves a built site as GitHub Pages does, on a port that the system chooses. @param base the path below which it is, with slashes */
export async function serve(folder: string, base: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = fileOf(folder, base, pathname);
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'cache-control': 'max-age=3600', 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The file of a path, as GitHub Pages finds it; undefined if there is none. */
export function fileOf(folder: string, base: string, pathname: string): string | undefined {
  if (!pathname.startsWith(base)) return undefined;
  const path = join(folder, decodeURIComponent(pathname.slice(base.length)));
  return [path, `${path}.html`, join(path, 'index.html')].find((each) => existsSync(each) && statSync(each).isFile());
}
