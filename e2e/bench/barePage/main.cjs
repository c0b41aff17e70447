// An Electron window with one plain page in it: what the map's figures are held against.
const path = require('node:path');
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    webPreferences: { contextIsolation: true, sandbox: true },
  });
  window.loadFile(path.join(__dirname, 'pan.html'));
});
app.on('window-all-closed', () => app.quit());
