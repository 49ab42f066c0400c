/** Stands in the page for the package decode-named-character-reference: no name is known. */
export const decodeNamedCharacterReference = () => false;
