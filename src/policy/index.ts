export * from './json-problem';
export * from './minify-json';
export * from './parse-json';
export * from './policy-size';
