// What should stand in no answer. Few patterns, each of which an ordinary page does not have.

const KEYS: Record<string, RegExp> = {
  "Anthropic key": /\bsk-ant-[\w-]{8,}/,
  "AWS access key": /\bAKIA[0-9A-Z]{16}\b/,
  "GitHub token": /\bghp_\w{20,}/,
  "private key": /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
};

const FRAMES: Record<string, RegExp> = {
  "JavaScript stack frame":
    /\bat (?:[^\n()]{0,120}\()?(?:file:\/\/|node:|webpack|[A-Za-z]:\\|\/)[^\s()]{1,300}:\d{1,6}:\d{1,6}/,
  "Python stack frame": /Traceback \(most recent call last\)|File \\?"[^"\n]{1,300}", line \d+/,
  "Java stack frame": /\bat [\w.$]{1,200}\([\w$]{1,100}\.(?:java|kt|scala|groovy):\d+\)/,
  "PHP stack frame": /#\d{1,3} \/[^\s:(]{1,300}\.php\(\d+\)|\.php(?:<\/b>)? on line (?:<b>)?\d+/,
  "Go stack frame": /\bgoroutine \d+ \[[a-z ]+\]:/,
  "Ruby stack frame": /\.rb:\d+:in [`'"]/,
  ".NET stack frame": /\.cs:line \d+/,
};

// An address of the site itself may look like a path: attributes and addresses are left out before.
const ADDRESSES = /\b(?:href|src|srcset|action|content|data-[\w-]+)=(?:"[^"]*"|'[^']*')/gi;
const PATHS: Record<string, RegExp> = {
  "file path":
    /(?<![\w.:/-])\/(?:home\/\w[\w.-]*|Users\/\w[\w.-]*|usr\/(?:src|local|lib|share)|var\/(?:www|task|lib)|opt\/\w[\w.-]*|srv\/\w[\w.-]*|root)\/[\w./@+-]{0,200}\.(?:[cm]?[jt]sx?|py|rb|php|java|go|cs|rs|env|ya?ml|conf)\b/,
  "Windows file path": /\b[A-Za-z]:\\{1,2}(?:[\w .-]{1,80}\\{1,2}){1,20}[\w .-]{1,80}\.\w{1,8}\b/,
};

const VALUES: Record<string, RegExp> = {
  "environment value":
    /\b(?!\w*PUBL|VITE_|REACT_APP_)[A-Z][A-Z0-9]*_(?:[A-Z0-9]+_)*(?:KEY|TOKEN|SECRET|PASSWORD)["']?\s*[=:]\s*["']?(?!\*|undefined|process)[\w+/=.-]{8,}/,
  // Not what stands in its place in instructions: `user:password@`, `USER:PASSWORD@`, `:***@`.
  "address with a password":
    /\b[a-z][a-z0-9+]{2,20}:\/\/[^\s:@/"'<]{0,100}:(?!(?:pass(?:word|wd)?|secret|[A-Z_]+|\*+|\{[^}]*\}|\$\w+)@)[^\s@/"'<]{1,200}@[\w.-]+/,
};

const namesIn = (text: string, patterns: Record<string, RegExp>): string[] =>
  Object.keys(patterns).filter((name) => patterns[name]?.test(text));

/** Which kinds of keys stand in a text. */
export const keysIn = (text: string): string[] => namesIn(text, KEYS);

/** Which kinds of what only developers should see stand in a text: frames, file paths, values. */
export function innardsIn(text: string): string[] {
  const prose = text.replace(ADDRESSES, " ");
  return [
    ...namesIn(text, FRAMES),
    ...namesIn(prose, PATHS),
    ...namesIn(text, VALUES),
    ...keysIn(text),
  ];
}
