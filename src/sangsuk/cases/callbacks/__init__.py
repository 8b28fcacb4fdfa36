"""Another office asks, by lot: was it really solved?"""
