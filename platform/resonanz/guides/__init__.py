"""Guides: texts in three languages about feedback, rejections and rights."""
