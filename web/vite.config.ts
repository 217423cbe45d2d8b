/** How the web app is built (to web/dist) and served while developing (with /api handed on to the server). */
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), tailwindcss()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // ECharts and the calendar are large on purpose and only loaded by the pages that need them.
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
  server: { host: '127.0.0.1', proxy: { '/api': { target: process.env['ATHAR_API'] ?? 'http://127.0.0.1:4800', changeOrigin: true } } },
})
