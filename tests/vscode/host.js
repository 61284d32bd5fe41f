'use strict';
// As much of VS Code as the extension and its client ask for: node host.js EXTENSION DOCUMENT PROGRAM; what happened is printed as JSON.

const fs = require('node:fs');
const Module = require('node:module');
const { fileURLToPath, pathToFileURL } = require('node:url');

const [, , extension, file, program] = process.argv;
const REASON = '原文如此';
const WORD = '禽畜';
const told = { commands: [], errors: [], opened: [], saved: [] };
const commands = new Map();
const nothing = { dispose() {} };

class Position {
  constructor(line, character) { Object.assign(this, { line, character }); }
}
class Range {
  constructor(a, b, c, d) {
    [this.start, this.end] = typeof a === 'number' ? [new Position(a, b), new Position(c, d)] : [a, b];
  }
}
class Selection extends Range {
  get active() { return this.end; }
}
class Uri {
  constructor(text) { Object.assign(this, { text, scheme: text.split(':')[0], fsPath: fileURLToPath(text) }); }
  static parse(text) { return new Uri(text); }
  static file(path) { return new Uri(pathToFileURL(path).href); }
  toString() { return this.text; }
}
class EventEmitter {
  constructor() {
    this.heard = [];
    this.event = (listener) => { this.heard.push(listener); return nothing; };
  }
  fire(value) { for (const listener of this.heard) listener(value); }
  dispose() {}
}
class Diagnostic {
  constructor(range, message, severity) { Object.assign(this, { range, message, severity }); }
}
class TextEdit {
  constructor(range, newText) { Object.assign(this, { range, newText }); }
}
class WorkspaceEdit {
  constructor() { this.changes = []; }
  createFile(uri) { this.changes.push({ uri, text: '' }); }
  insert(uri, _, text) { this.changes.push({ uri, text }); }
  replace(uri, _, text) { this.changes.push({ uri, text }); }
}
class CancellationTokenSource {
  constructor() { this.token = { isCancellationRequested: false, onCancellationRequested: () => nothing }; }
  cancel() { this.token.isCancellationRequested = true; }
  dispose() {}
}
class CodeActionKind {
  constructor(value) { this.value = value; }
  append(part) { return new CodeActionKind(this.value ? `${this.value}.${part}` : part); }
}
for (const name of ['Empty', 'QuickFix', 'Refactor', 'Source']) CodeActionKind[name] = new CodeActionKind(name === 'Empty' ? '' : name.toLowerCase());
class TreeItem {
  constructor(label, collapsibleState) { Object.assign(this, { label, collapsibleState }); }
}

/** An object that has all that is asked of it: classes and enumerations by a great first letter, events, and functions that do nothing. */
function whole(known) {
  return new Proxy(known, {
    get(target, name) {
      if (!(name in target) && typeof name === 'string') {
        if (/^[A-Z]/.test(name)) target[name] = whole(class {});
        else if (name.startsWith('on')) target[name] = new EventEmitter().event;
        else if (/^(register|create)/.test(name)) target[name] = () => whole({ dispose() {} });
      }
      return target[name];
    },
  });
}

const diagnostics = new Map();
const changed = new EventEmitter();
let tree;

const document = {
  uri: Uri.file(file), fileName: file, languageId: 'plaintext', version: 1, isClosed: false, isDirty: false,
  getText: (part) => (part === undefined ? fs.readFileSync(file, 'utf8') : WORD),
};
const editor = { document, selection: new Selection(0, 0, 0, 0) };

/** Make a change of files that get nothing but something more at their end. */
function applied(edit) {
  for (const { uri, text } of edit.changes) fs.appendFileSync(uri.fsPath, text);
  return true;
}

const settings = { command: program, arguments: [] };
const vscode = whole({
  Position, Range, Selection, Uri, EventEmitter, Diagnostic, TextEdit, WorkspaceEdit, CodeActionKind, CancellationTokenSource, TreeItem,
  version: '1.82.0',
  l10n: { t: (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => values[at]) },
  env: { language: 'zh-cn', appName: 'host', openExternal: async (uri) => told.opened.push(fs.readFileSync(uri.fsPath, 'utf8')) },
  window: whole({
    activeTextEditor: editor, visibleTextEditors: [editor],
    createTreeView: (_, options) => { tree = options.treeDataProvider; return nothing; },
    createOutputChannel: () => whole({ append() {}, appendLine: (line) => told.errors.push(line), show() {}, dispose() {} }),
    showInputBox: async (options) => (options.validateInput(' ') ? REASON : undefined),
    showErrorMessage: async (message) => { told.errors.push(message); },
    showInformationMessage: async (message) => { told.errors.push(message); },
    tabGroups: whole({ all: [] }),
  }),
  workspace: whole({
    textDocuments: [document], notebookDocuments: [], workspaceFolders: undefined,
    getConfiguration: () => ({ get: (name, otherwise) => settings[name] ?? otherwise }),
    applyEdit: async (edit) => applied(edit),
    openTextDocument: async (uri) => ({ uri, save: async () => { told.saved.push(uri.fsPath); } }),
  }),
  languages: whole({
    match: (selector, of) => ([selector].flat().some((filter) => filter.language === of.languageId) ? 10 : 0),
    createDiagnosticCollection: () => whole({
      set(uri, found) { diagnostics.set(uri.toString(), found ?? []); changed.fire({ uris: [uri] }); },
      clear() {}, delete() {}, dispose() {},
    }),
    getDiagnostics: (uri) => diagnostics.get(uri.toString()) ?? [],
    onDidChangeDiagnostics: changed.event,
  }),
  commands: whole({
    registerCommand(name, work) { commands.set(name, work); return nothing; },
    executeCommand: async (name, ...words) => { told.commands.push(name); return commands.get(name)?.(...words); },
  }),
});

const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));

function shown(node) {
  const item = tree.getTreeItem(node);
  return [item.label, item.description ?? '', ...node.children.map(shown)];
}

async function main() {
  const { activate, deactivate } = require(extension);
  const first = new Promise((resolve) => changed.event(resolve));
  await activate({ subscriptions: [] });
  if (commands.has('planlint.letStand')) {
    await first;
    told.found = diagnostics.get(document.uri.toString()).map((found) => [found.code, found.message]);
    told.tree = (await tree.getChildren()).map(shown);
    editor.selection = new Selection(4, 2, 4, 2);
    await vscode.commands.executeCommand('planlint.letFindingStand');
    await vscode.commands.executeCommand('planlint.allowWord');
    await vscode.commands.executeCommand('planlint.report');
  }
  told.registered = [...commands.keys()].sort();
  await deactivate();
  process.stdout.write(JSON.stringify(told));
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n${JSON.stringify(told)}\n`);
  process.exit(1);
});
