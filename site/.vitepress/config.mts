import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type DefaultTheme, defineConfig } from 'vitepress';
import { slugOf } from '../../scripts/site/markdown';

const work = (path: string) => fileURLToPath(new URL(`../../tmp/site/${path}`, import.meta.url));
const { repository, sidebars } = JSON.parse(readFileSync(work('site.json'), 'utf8')) as {
  readonly repository: string;
  readonly sidebars: DefaultTheme.SidebarMulti;
};
const [owner, name] = repository.split('/').slice(-2);

export default defineConfig({
  title: 'cdk-aws-organizations',
  description: 'AWS Organizations as code: constructs, reviews, a simulator and rehearsals',
  lang: 'en-US',
  // GitHub Pages serves a project below its name.
  base: process.env.SITE_BASE ?? `/${name}/`,
  srcDir: work('pages'),
  outDir: work('dist'),
  cacheDir: work('cache'),
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // The sidebars and the addresses of all files are in one file, not in each page.
  metaChunk: true,
  router: { prefetchLinks: false },
  // The index of the search is one file, which is loaded with the search.
  vite: { build: { chunkSizeWarningLimit: 5000 } },
  markdown: {
    anchor: { slugify: slugOf },
    // Braces and colons of ARNs, policies and templates are text.
    attrs: { disable: true },
    emoji: { enabled: [] },
    theme: { light: 'github-light', dark: 'github-dark' },
  },
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/guide/', activeMatch: '^/guide/' },
      { text: 'Guardrails', link: '/guardrails', activeMatch: '^/guardrails' },
      { text: 'Rules', link: '/rules/', activeMatch: '^/rules/' },
      { text: 'Commands', link: '/review-commands' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      { text: 'Live', link: '/live/', activeMatch: '^/live/' },
    ],
    sidebar: sidebars,
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          // What people read comes before what they look up. VitePress takes the text of this function into the pages.
          searchOptions: { boostDocument: (id: string) => (/\/(?:api\/|contributing\/|coverage|mutation|changelog)/.test(id) ? 0.3 : 1) },
        },
      },
    },
    editLink: {
      // VitePress takes the text of this function into the pages, so it can use nothing from here.
      pattern: ({ frontmatter }) => frontmatter.edit,
      text: 'Edit this page',
    },
    socialLinks: [{ icon: 'github', link: repository, ariaLabel: `${owner} on GitHub` }],
    footer: { message: 'Apache-2.0' },
  },
});
