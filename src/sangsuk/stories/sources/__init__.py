"""Stories that citizens told elsewhere: the department's page, or a link that somebody pastes.

posts.py    one post as a value; hashtags; reading.py an export file becomes posts; links.py a pasted link names its post
actions.py  `bring`, the one verb for files, links and, later, webhooks; matching to an office; claims.py her consent
queries.py  what waits to be matched or answered
"""
