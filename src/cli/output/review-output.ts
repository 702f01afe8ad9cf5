import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { colors } from './colors';
import { jsonText } from './json-text';
import type { LastAccessedResult, Review } from '../../model';
import {
  accountsCsv, type Colors, htmlPage, markdownReview, NO_COLORS, organizationSvg, type RehearsalSummary, reviewJson, textReview,
} from '../../report';
import type { ReplayResult } from '../../trail';
import { pageAssets } from '../page-assets';
import type { OrganizationSource } from '../sources/organization-source';

/** A review with what it is shown with. */
export interface ReviewToShow {
  readonly title: string;
  readonly review: Review;
  /** The organization after the change. */
  readonly after: OrganizationSource;
  readonly rehearsal?: RehearsalSummary;
  /** The replay of recorded calls. */
  readonly replay?: ReplayResult;
  /** The last use of newly denied services. */
  readonly lastAccessed?: LastAccessedResult;
  /** The digest of the deployment, if code is reviewed. */
  readonly digest?: string;
}

export interface OutputOptions {
  readonly format: keyof typeof WRITERS;
  readonly output?: readonly string[];
}

const WRITERS = {
  text: ({ review, rehearsal, replay, lastAccessed }: ReviewToShow, palette: Colors) => (
    textReview(review, { colors: palette, rehearsal, replay, lastAccessed, documents: true })),
  markdown: ({ review, rehearsal, replay, lastAccessed }: ReviewToShow) => markdownReview(review, { rehearsal, replay, lastAccessed }),
  json: ({ review, rehearsal, digest, replay, lastAccessed }: ReviewToShow) => (
    jsonText(reviewJson(review, rehearsal, digest, replay, lastAccessed))),
  html: ({ title, review, after: { organization, origin }, rehearsal, replay, lastAccessed }: ReviewToShow) => (
    htmlPage({ title, origin, organization, review, rehearsal, replay, lastAccessed }, pageAssets())),
  csv: ({ after, review }: ReviewToShow) => accountsCsv(after.organization, review),
  svg: ({ after, review }: ReviewToShow) => organizationSvg(after.organization, review),
};

const BY_EXTENSION: Readonly<Record<string, keyof typeof WRITERS>> = {
  '.txt': 'text', '.md': 'markdown', '.json': 'json', '.html': 'html', '.csv': 'csv', '.svg': 'svg',
};

export function withOutputs(command: Command): Command {
  return command
    .addOption(new Option('--format <format>', 'what is printed').choices(Object.keys(WRITERS)).default('text'))
    .option('--output <file...>', `also write files, by their extensions: ${Object.keys(BY_EXTENSION).join(', ')}`);
}

/** @throws Error before anything is computed if a file has an extension of no format. */
export function checkOutputs({ output = [] }: OutputOptions): void {
  for (const file of output) formatOf(file);
}

/** @param text printed instead of what the format says. */
export function writeReview(shown: ReviewToShow, { format, output = [] }: OutputOptions, text?: string): void {
  for (const file of output) writeOutput(file, WRITERS[formatOf(file)](shown, NO_COLORS));
  process.stdout.write(text ?? WRITERS[format](shown, colors));
}

export function writeOutput(file: string, content: string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new Error(`The file cannot be written: ${file} (${(error as Error).message}). Give a path in a folder that exists.`);
  }
}

function formatOf(file: string): keyof typeof WRITERS {
  const format = BY_EXTENSION[extname(file).toLowerCase()];
  if (format === undefined) {
    throw new Error(`No format goes with the extension of this file: ${file}. Use one of ${Object.keys(BY_EXTENSION).join(', ')}.`);
  }
  return format;
}
