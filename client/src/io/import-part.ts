const failed = new Map<string, number>();

/**
 * Fetches a script of the page. Browsers never ask again for one that they did not get, so each further try has an
 * address of its own. The build puts it in the place of every `import()`.
 */
export async function importPart(address: string): Promise<unknown> {
  const before = failed.get(address) ?? 0;
  try {
    return (await import(before === 0 ? address : `${address}?${before}`)) as unknown;
  } catch (error) {
    failed.set(address, before + 1);
    throw error;
  }
}

Object.assign(globalThis, { importPart });
