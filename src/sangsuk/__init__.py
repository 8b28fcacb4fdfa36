"""Sangsuk (สร้างสุข): where Thailand's Ministry of Interior hears its citizens."""
