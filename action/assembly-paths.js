// The paths inside a cloud assembly: a manifest that names a file elsewhere could show the base in place of the head.
const { lstatSync, readFileSync } = require('node:fs');
const { isAbsolute, join, normalize } = require('node:path');
const { Problem, shown } = require('./log');

/**
 * The folders with code in a cloud assembly, below its root.
 * @throws Problem if a manifest, an asset manifest or a template names a path outside.
 */
function codeFolders(root) {
  const folders = new Set();
  readAssembly(root, '.', folders, new Set());
  return [...folders].sort();
}

function readAssembly(root, folder, folders, seen) {
  if (seen.has(folder)) return;
  seen.add(folder);
  for (const { type, properties } of values(readJson(root, join(folder, 'manifest.json')).artifacts)) {
    const named = (key) => inside(folder, properties?.[key]);
    if (type === 'aws:cloudformation:stack') checkTemplate(root, folder, named('templateFile'), seen);
    if (type === 'cdk:cloud-assembly') readAssembly(root, named('directoryName'), folders, seen);
    if (type !== 'cdk:asset-manifest') continue;
    for (const { source } of values(readJson(root, named('file')).files)) {
      if (source?.path === undefined) continue;
      const path = inside(folder, source.path);
      if (lstatSync(join(root, path), { throwIfNoEntry: false })?.isDirectory()) folders.add(path);
      else checkTemplate(root, folder, path, seen);
    }
  }
}

/** A template names those of its nested stacks. A file that is no template names nothing. */
function checkTemplate(root, folder, file, seen) {
  if (seen.has(file)) return;
  seen.add(file);
  let template;
  try {
    template = readJson(root, file);
  } catch {
    return;
  }
  for (const { Type: type, Metadata: metadata } of values(template.Resources)) {
    const path = metadata?.['aws:asset:path'];
    if (type === 'AWS::CloudFormation::Stack' && path !== undefined) checkTemplate(root, folder, inside(folder, path), seen);
  }
}

/** The path below the root. Assets of a stage lie beside its folder, so that `..` is allowed as far as the root. */
function inside(folder, path) {
  const whole = typeof path === 'string' && !isAbsolute(path) ? normalize(join(folder, path)).replace(/(?<=.)\/+$/, '') : '..';
  if (whole === '..' || whole.startsWith('../')) {
    throw new Problem(`The cloud assembly names a file outside of its folder (given: ${shown(path)}). Synthesize the app again with "cdk synth".`);
  }
  return whole;
}

function readJson(root, path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')) ?? {};
  } catch (error) {
    throw new Problem(`A file of the cloud assembly cannot be read as JSON (given: ${shown(path)}: ${shown(error.code ?? 'no JSON')}). Synthesize the app again with "cdk synth".`);
  }
}

function values(record) {
  return Object.values(record ?? {}).filter((value) => typeof value === 'object' && value !== null);
}

module.exports = { codeFolders };
