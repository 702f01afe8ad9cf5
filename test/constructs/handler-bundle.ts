import * as fs from 'fs';
import * as path from 'path';

/** The bundle is built by a task of its own; templates are the same without it, so tests of constructs do with a placeholder. */
const directory = path.join(__dirname, '..', '..', 'assets', 'handler');
if (!fs.existsSync(directory)) {
  fs.mkdirSync(directory, { recursive: true });
  fs.writeFileSync(path.join(directory, 'index.js'), 'exports.onEvent = exports.isComplete = undefined;\n');
}
