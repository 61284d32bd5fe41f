'use strict';

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');
const { counted } = require('./outline');

const LANGUAGES = ['plaintext', 'markdown'];
/** Settings that are open are sent to the server too, which changes them as they stand in the editor. */
const SETTINGS = '**/{.planlint.toml,.planlint-ignore.toml,pyproject.toml,*.yaml,*.yml}';
const LET_STAND = 'planlint.letStand';
const ALLOW = 'planlint.allow';
const PAUSE = 300;

const t = vscode.l10n.t;
let client;
let outline;
let reports;

async function activate(context) {
  outline = new Outline();
  context.subscriptions.push(
    vscode.window.createTreeView('planlint.outline', { treeDataProvider: outline }),
    vscode.commands.registerCommand('planlint.letFindingStand', letFindingStand),
    vscode.commands.registerCommand('planlint.allowWord', allowWord),
    vscode.commands.registerCommand('planlint.report', report),
    vscode.commands.registerCommand('planlint.restart', restart),
    vscode.window.onDidChangeActiveTextEditor(() => outline.look()),
    vscode.languages.onDidChangeDiagnostics(() => outline.look()),
    vscode.workspace.onDidChangeTextDocument((event) => event.document === document() && outline.look()),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('planlint') && restart()),
  );
  await start();
}

async function deactivate() {
  if (reports !== undefined) fs.rmSync(reports, { recursive: true, force: true });
  await stop();
}

async function start() {
  const { command, words } = settings();
  const args = ['server', ...words];
  const selector = ['file', 'untitled'].flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));
  client = new LanguageClient('planlint', 'planlint', { command, args }, {
    documentSelector: [...selector, { scheme: 'file', pattern: SETTINGS }],
    middleware: { executeCommand },
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const open = t('Open the settings');
    // not awaited: it lasts until the user has read it
    vscode.window.showErrorMessage(t("planlint can't be started: {0}", error.message ?? String(error)), open).then((chosen) => {
      if (chosen === open) vscode.commands.executeCommand('workbench.action.openSettings', 'planlint.command');
    });
  }
  outline.look();
}

async function stop() {
  const old = client;
  client = undefined;
  await old?.stop();
}

async function restart() {
  await stop();
  await start();
}

function settings() {
  const set = vscode.workspace.getConfiguration('planlint');
  return { command: set.get('command') || 'planlint', words: set.get('arguments') ?? [] };
}

/** The plan that the user is in, undefined where there is none. */
function document() {
  const open = vscode.window.activeTextEditor?.document;
  return open !== undefined && LANGUAGES.includes(open.languageId) ? open : undefined;
}

/** Ask for the reason where there is none yet, and save what the command has changed. */
async function executeCommand(command, args, next) {
  if (command === LET_STAND && !args[0]?.reason) {
    const reason = await reasonOf();
    if (reason === undefined) return [];
    args = [{ ...args[0], reason }];
  }
  const changed = await next(command, args);
  for (const uri of command === LET_STAND || command === ALLOW ? changed ?? [] : []) {
    const file = await vscode.workspace.openTextDocument(client.protocol2CodeConverter.asUri(uri));
    await file.save();
  }
  return changed;
}

function reasonOf() {
  return vscode.window.showInputBox({
    title: t('Why does this finding stand?'),
    prompt: t('The reason is kept in .planlint-ignore.toml beside the document.'),
    validateInput: (written) => (written.trim() ? undefined : t('A finding stands for a reason only.')),
  });
}

async function letFindingStand() {
  await runAtCursor(LET_STAND, t('Which finding is to stand?'), t('There is no finding at the cursor that can stand.'));
}

async function allowWord() {
  const word = document() && document().getText(vscode.window.activeTextEditor.selection).trim();
  if (word && client !== undefined) {
    const uri = client.code2ProtocolConverter.asUri(document().uri);
    await vscode.commands.executeCommand(ALLOW, { uri, word });
  } else {
    await runAtCursor(ALLOW, t('Which word is right here?'), t('Select the word, or put the cursor on a finding about it.'));
  }
}

/** Run a command of the server that it offers at the cursor; where it offers several, the user chooses. */
async function runAtCursor(name, question, none) {
  const offered = await offeredAtCursor(name);
  if (offered.length === 0) {
    vscode.window.showInformationMessage(document() ? none : t('Open a plan in plain text or Markdown first.'));
    return;
  }
  const items = offered.map((action) => ({ label: action.title, detail: action.diagnostics?.[0]?.message, command: action.command }));
  const chosen = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title: question });
  if (chosen !== undefined) await vscode.commands.executeCommand(chosen.command.command, ...chosen.command.arguments);
}

async function offeredAtCursor(name) {
  if (document() === undefined || client === undefined) return [];
  const { code2ProtocolConverter: converter } = client;
  const actions = await client.sendRequest('textDocument/codeAction', {
    textDocument: { uri: converter.asUri(document().uri) },
    range: converter.asRange(vscode.window.activeTextEditor.selection),
    context: { diagnostics: [], only: ['quickfix'] },
  });
  return (actions ?? []).filter((action) => action.command?.command === name);
}

/** The report on the document as it stands in the editor, saved or not. */
async function report() {
  const open = document();
  if (open === undefined) {
    vscode.window.showInformationMessage(t('Open a plan in plain text or Markdown first.'));
    return;
  }
  reports ??= fs.mkdtempSync(path.join(os.tmpdir(), 'planlint-'));
  const name = open.uri.scheme === 'file' ? open.uri.fsPath : open.languageId === 'markdown' ? 'draft.md' : 'draft.txt';
  const page = path.join(reports, `${path.basename(name)}.html`);
  try {
    const own = settings().words.filter((word) => word !== '--stdio');
    await run(['report', '-', ...own, '--stdin-filename', name, '--output-file', page, '--quiet'], open.getText(), path.dirname(name));
  } catch (error) {
    vscode.window.showErrorMessage(t('planlint makes no report: {0}', error.message));
    return;
  }
  await vscode.env.openExternal(vscode.Uri.file(page));
}

/** Run planlint on a text; it exits with 1 where it has findings, which is no fault. */
function run(words, text, folder) {
  // the language of the editor, as the server has it
  const environment = { ...process.env, PYTHONUTF8: '1', LC_ALL: vscode.env.language.startsWith('zh') ? 'zh_CN.UTF-8' : 'en_US.UTF-8' };
  return new Promise((resolve, reject) => {
    const process_ = execFile(settings().command, words, { cwd: folder, env: environment }, (error, _, complaint) => {
      if (error && error.code !== 1) reject(new Error(complaint.trim() || error.message));
      else resolve();
    });
    process_.stdin.on('error', () => {});
    process_.stdin.end(text);
  });
}

/** The tree of the plan that the user is in: its parts and numbered lines, each with the number of findings. */
class Outline {
  constructor() {
    this.changed = new vscode.EventEmitter();
    this.onDidChangeTreeData = this.changed.event;
  }

  /** Look again once nothing has happened for a while. */
  look() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(undefined), PAUSE);
  }

  async getChildren(node) {
    if (node !== undefined) return node.children;
    const open = document();
    if (open === undefined || client === undefined) return [];
    const symbols = await client.sendRequest('textDocument/documentSymbol', { textDocument: { uri: client.code2ProtocolConverter.asUri(open.uri) } });
    const found = vscode.languages.getDiagnostics(open.uri).filter((diagnostic) => diagnostic.source === 'planlint');
    return withUri(counted(symbols ?? [], found.map((diagnostic) => diagnostic.range.start)), open.uri);
  }

  getTreeItem(node) {
    const state = node.children.length ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None;
    const item = new vscode.TreeItem(node.name, state);
    if (node.findings) item.description = String(node.findings);
    item.tooltip = node.findings ? `${node.name}\n${t('{0} findings', node.findings)}` : node.name;
    const { start } = node.range;
    const place = new vscode.Range(start.line, start.character, start.line, start.character);
    item.command = { command: 'vscode.open', title: node.name, arguments: [node.uri, { selection: place }] };
    return item;
  }
}

function withUri(nodes, uri) {
  return nodes.map((node) => ({ ...node, uri, children: withUri(node.children, uri) }));
}

module.exports = { activate, deactivate };
