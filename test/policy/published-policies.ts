import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import type { PolicyLanguage } from '../../src/policy';

export interface PublishedPolicy {
  readonly file: string;
  readonly text: string;
  readonly language: PolicyLanguage;
}

/** The one file that AWS publishes with a comment in place of a comma. */
export const NOT_JSON = 'deny-service-specific-credential-by-type.json';

export const PUBLISHED_POLICIES: readonly PublishedPolicy[] = ['scp', 'data-perimeter'].flatMap((folder) => {
  const path = join(__dirname, 'published', folder);
  return readdirSync(path).sort().map((file): PublishedPolicy => ({
    file,
    text: readFileSync(join(path, file), 'utf8'),
    language: file.endsWith('_rcp.json') ? 'RESOURCE_CONTROL_POLICY' : 'SERVICE_CONTROL_POLICY',
  }));
});

export const VALID_POLICIES = PUBLISHED_POLICIES.filter(({ file }) => file !== NOT_JSON);
