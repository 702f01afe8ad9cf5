export { csvValue } from './csv';
export { knownLater } from './known-later';
export * from './markdown';
export { markup } from './markup';
export { mermaidLabel } from './mermaid';
export { clipped, visible, visibleAsJson, visibleLine, visibleLines } from './visible';
