import type { Page as Tab } from 'playwright-core';
import { open } from './visit';

/** Uses the search and the switch for dark mode. @returns what does not work */
export async function problemsOfFeatures(tab: Tab, url: string): Promise<string[]> {
  await tab.setViewportSize({ width: 1280, height: 800 });
  await open(tab, url);
  return [...await problemsOfSearch(tab), ...await problemsOfDarkMode(tab)];
}

async function problemsOfSearch(tab: Tab): Promise<string[]> {
  await tab.locator('.DocSearch-Button').click();
  await tab.locator('#localsearch-input').fill('moveAccountsTo');
  const first = tab.locator('#localsearch-list a').first();
  await first.waitFor();
  const address = await first.getAttribute('href');
  await tab.keyboard.press('Escape');
  return address?.includes('/organizational-units.html') === true ? [] : [`search: moveAccountsTo leads to ${address}`];
}

async function problemsOfDarkMode(tab: Tab): Promise<string[]> {
  const background = () => tab.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const before = await background();
  await tab.locator('.VPNavBarAppearance button').click();
  const after = await background();
  return before === after ? [`dark mode: the background stays ${before}`] : [];
}
