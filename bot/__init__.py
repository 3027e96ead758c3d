"""Dianxiaoer (店小二): a reply-drafting copilot for online-shop customer service."""
