import { changeOutsideCode } from './markdown';

/** Protects a text from Vue, which would evaluate what is in double braces. Fenced blocks are protected by VitePress. */
export function withoutInterpolation(text: string): string {
  return changeOutsideCode(text, (prose) => prose.replaceAll('{{', '<span v-pre>{{</span>'), (code) => {
    if (!code.includes('{{') || /^ *[`~]{3}/.test(code)) return code;
    const content = code.replace(/^`+ ?| ?`+$/g, '').replaceAll('\\|', '|');
    return `<code v-pre>${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('|', '&#124;')}</code>`;
  });
}
