"""What other programs read: feeds, sitemaps, embeds, pictures for links."""
