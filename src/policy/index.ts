export * from './evaluate';
export * from './json-problem';
export * from './language';
export * from './minify-json';
export * from './parse-json';
export * from './policy-size';
