/** Made by `scripts/build-client.mjs`. */
declare module 'emoji-rows' {
  const rows: readonly import('./model/emoji.js').EmojiRow[];
  export default rows;
}
