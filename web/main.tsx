/** Starts the web app: colours and words first, then the first page. */
import '@fontsource/ibm-plex-sans/latin-400.css'
import '@fontsource/ibm-plex-sans/latin-500.css'
import '@fontsource/ibm-plex-sans/latin-600.css'
import '@fontsource/ibm-plex-sans-arabic/arabic-400.css'
import '@fontsource/ibm-plex-sans-arabic/arabic-500.css'
import '@fontsource/ibm-plex-sans-arabic/arabic-600.css'
import './theme/theme.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api.ts'
import { startLanguages } from './languages/load.ts'
import { router } from './router.tsx'
import { startScheme } from './theme/scheme.ts'
import { startShortcuts } from './ui/shortcuts.tsx'

const start = async () => {
  startScheme()
  await startLanguages()
  startShortcuts()
  const place = document.getElementById('athar')
  if (place === null) throw new Error('index.html has no place for the app.')
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}

await start()
