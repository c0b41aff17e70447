// The least that Electron can show: the baseline for "window painted".
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { contextIsolation: true, sandbox: true } });
  window.webContents.on('did-finish-load', async () => {
    await window.webContents.executeJavaScript('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    process.stderr.write(`painted bare at ${Date.now()}\n`);
    app.exit(0);
  });
  window.loadURL('data:text/html,<title>bare</title><p>bare');
});
