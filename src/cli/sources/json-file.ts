import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DEEPEST_JSON, isTooDeep } from '../../contract';
import { jsonText } from '../output/json-text';

/** Reads a JSON file; `parse` checks the shape. Errors name the file, and what to do. */
export function readJsonFile<T>(file: string, what: string, parse: (value: unknown) => T): T {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`The ${what} cannot be read: ${file} (${(error as Error).message}). Give the path of a file that an earlier run saved.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The ${what} is not JSON: ${file} (${(error as Error).message}). Give a file that an earlier run saved, unchanged.`);
  }
  if (isTooDeep(value)) {
    throw new Error(`The ${what} is nested in more than ${DEEPEST_JSON} levels: ${file}. Give a file that an earlier run saved, unchanged.`);
  }
  try {
    return parse(value);
  } catch (error) {
    throw new Error(`The ${what} ${file} is not usable: ${(error as Error).message}`);
  }
}

export function writeJsonFile(file: string, value: unknown): void {
  try {
    writeFileSync(file, jsonText(value));
  } catch (error) {
    throw notWritable(file, (error as Error).message);
  }
}

/** Checks a file before a long run that writes it. @throws Error if it cannot be written. */
export function assertWritable(file: string): void {
  const exists = existsSync(file);
  try {
    accessSync(exists ? file : dirname(file), constants.W_OK);
  } catch (error) {
    throw notWritable(file, (error as Error).message);
  }
  if (exists && statSync(file).isDirectory()) throw notWritable(file, 'it is a folder');
}

function notWritable(file: string, reason: string): Error {
  return new Error(`The file cannot be written: ${file} (${reason}). Give a path in a folder that exists.`);
}
