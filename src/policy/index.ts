export * from './evaluate';
export * from './inherit';
export * from './json-problem';
export * from './language';
export * from './minify-json';
export * from './pack';
export * from './parse-json';
export * from './policy-size';
